export { ListLoading as default } from '@/presentation/list-loading';
